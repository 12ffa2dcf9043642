UPDATE quotes SET "end" = 78 WHERE quote_id LIKE 'b1%';
