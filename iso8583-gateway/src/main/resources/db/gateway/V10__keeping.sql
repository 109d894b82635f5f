-- What each till was last told of its merchant and acquirer, signed. Not a secret.
create table till_parameters (
  till_id text   not null primary key, -- of the configuration: it may not be enrolled yet
  version bigint not null,
  says    text   not null, -- hash of what they say and who signed them: told again only where that is another
  raw     bytea  not null
);

-- Each sealed value begins with the name of its key, 5 bytes: what still lies under a key is found by it.
create index payment_card_key on payment (substr(card, 1, 5)) where card is not null;
create index payment_sensitive_key on payment (substr(sensitive, 1, 5)) where sensitive is not null;
create index payment_card_age on payment (sold_at) where card is not null;
