UPDATE quotes SET mention_start = NULL, mention_end = NULL WHERE quote_id LIKE 'b1%';
