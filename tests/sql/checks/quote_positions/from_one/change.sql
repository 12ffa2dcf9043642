UPDATE quotes SET position = 1 WHERE quote_id LIKE 'b3%';
