UPDATE quotes SET position = 2 WHERE quote_id LIKE 'b2%';
