select text from documents where id = $document
