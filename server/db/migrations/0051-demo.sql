-- Whether people whose password is published live here. Workspaces of the demo from before this know it by their cast.
alter table workspace add column demo boolean not null default false;
update workspace set demo = exists (select from people where lower(email) = 'ada.berg@tierline.example');
