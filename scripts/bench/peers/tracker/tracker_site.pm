# Settings of a Request Tracker of our own making; what is not named is as it comes.
#
# TRACKER_HOME is its folder, TRACKER_SOCKET the folder of PostgreSQL's socket, and
# TRACKER_PORT the port that it is served on.

Set($rtname, 'landlord.example');
Set($Organization, 'landlord.example');
Set($CorrespondAddress, 'complaints@landlord.example');
Set($CommentAddress, 'complaints-comment@landlord.example');
Set($Timezone, 'Europe/London');

Set($WebDomain, '127.0.0.1');
Set($WebPort, $ENV{TRACKER_PORT} || 80);
Set($CanonicalizeRedirectURLs, 0);
# The visitor that measures sends no Referer, as it sends none to the others.
Set($RestrictReferrer, 0);

Set($DatabaseType, 'Pg');
Set($DatabaseHost, $ENV{TRACKER_SOCKET});
Set($DatabasePort, '');
Set($DatabaseUser, 'app');
Set($DatabasePassword, 'none');
Set($DatabaseAdmin, 'app');
Set($DatabaseName, 'tracker');

Set(%FullTextSearch,
    Enable  => 1,
    Indexed => 1,
    Table   => 'AttachmentsIndex',
    Column  => 'ContentIndex',
);

# Mail is written, kept on the ticket, and goes nowhere.
Set($MailCommand, sub { return 1 });
Set($LogToSyslog, undef);
Set($LogToSTDERR, 'error');
Set($LogToFile, undef);

# What it compiles of its pages is kept in its own folder.
$RT::MasonDataDir = "$ENV{TRACKER_HOME}/mason";
$RT::VarPath = "$ENV{TRACKER_HOME}/var";

1;
