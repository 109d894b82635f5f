-- What a reversal says of the message that it takes back, the same in each repeat.

alter table attempt add column reason text; -- of a reversal: TIMEOUT, CANCELLED, ABANDONED
alter table attempt add column answered_time text not null default ''; -- DE 12 of the answer
