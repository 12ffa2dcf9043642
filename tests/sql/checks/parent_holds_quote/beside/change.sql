UPDATE quotes SET parent_quote_id = (SELECT quote_id FROM quotes WHERE quote_id LIKE 'b2%') WHERE quote_id LIKE 'b1%';
