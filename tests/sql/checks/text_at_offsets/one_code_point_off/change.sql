UPDATE quote_parts SET start = start - 1, "end" = "end" - 1 WHERE quote_id LIKE 'b1%' AND part = 1;
