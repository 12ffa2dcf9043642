UPDATE quotes SET context_end = 105 WHERE quote_id LIKE 'b2%';
