UPDATE quotes SET mention = NULL WHERE quote_id LIKE 'b1%';
