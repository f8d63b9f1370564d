select count(*) from documents
where $text::varchar is null or contains(lower(title), lower($text::varchar)) or contains(lower(source), lower($text::varchar))
    or contains(lower(publisher), lower($text::varchar)) or contains(lower(text), lower($text::varchar))
