DELETE FROM rejects;
