UPDATE quotes SET start = 46 WHERE quote_id LIKE 'b1%';
