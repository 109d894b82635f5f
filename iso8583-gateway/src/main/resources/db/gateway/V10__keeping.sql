-- What each till was last told of its merchant and acquirer, signed. Not a secret.
create table till_parameters (
  till_id text   not null primary key, -- of the configuration: it may not be enrolled yet
  version bigint not null,
  says    text   not null, -- hash of what they say and who signed them: told again only where that is another
  raw     bytea  not null
);
