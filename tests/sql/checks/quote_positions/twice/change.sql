UPDATE quotes SET position = 0 WHERE quote_id LIKE 'b2%';
