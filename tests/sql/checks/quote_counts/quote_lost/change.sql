DELETE FROM quotes WHERE quote_id LIKE 'b2%';
