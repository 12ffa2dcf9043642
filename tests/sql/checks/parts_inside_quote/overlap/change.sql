UPDATE quote_parts SET start = 56 WHERE quote_id LIKE 'b1%' AND part = 1;
