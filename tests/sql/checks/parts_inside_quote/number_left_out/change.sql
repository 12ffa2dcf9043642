UPDATE quote_parts SET part = 2 WHERE quote_id LIKE 'b1%' AND part = 1;
