DELETE FROM quote_parts WHERE quote_id LIKE 'b2%';
