UPDATE quote_parts SET start = 14 + 3, "end" = 23 + 3 WHERE quote_id LIKE 'b4%';
