-- A reset ends the password: until its code is used, none opens the account.
alter table accounts alter column password_hash drop not null;
