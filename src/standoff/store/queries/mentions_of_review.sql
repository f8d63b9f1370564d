select unnest(mentions) from reviews where seq = $number
