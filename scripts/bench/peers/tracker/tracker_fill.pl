# Makes a Request Tracker's people, queues and pattern tickets by its own interface.
#
# `tracker_fill.pl CLOSED OPEN`, the texts as JSON on standard input. Each ticket gets
# ten transactions, as our own made-up cases have ten entries. The dates are all today's
# until tracker_copy.sql draws others.

use strict;
use warnings;
use lib '/usr/share/request-tracker5/lib', '/usr/local/share/request-tracker5/lib';
use JSON;
use MIME::Entity;
use RT;

use constant RESIDENTS => 500;

my ( $closed, $open ) = @ARGV;
my $texts = decode_json( do { local $/; <STDIN> } );
srand(1);

RT->LoadConfig;
RT->Init;
my $system = RT->SystemUser;

sub any { return $_[ int rand @_ ] }

# Gives what a call to the interface answered; stops at the first that failed.
sub done {
    my ( $what, $id, @said ) = @_;
    die "$what: @said\n" unless $id;
    return $id;
}

sub person {
    my ( $name, $address, $privileged ) = @_;
    my $user = RT::User->new($system);
    done "User $name", $user->Create(
        Name         => $name,
        EmailAddress => $address,
        Privileged   => $privileged,
        $privileged ? ( Password => 'demonstration' ) : (),
    );
    return $user;
}

# Everybody at the landlord may do everything, as at the programs beside this one.
my @staff = map { person( $_, "$_\@landlord.example", 1 ) }
    qw(manager investigator investigator2 reviewer);
done 'Right', $_->PrincipalObj->GrantRight( Right => 'SuperUser', Object => RT->System )
    for @staff;

person( "resident$_", "resident$_\@home.example", 0 ) for 1 .. RESIDENTS;

my @queues = map {
    my $queue = RT::Queue->new($system);
    done "Queue $_", $queue->Create( Name => $_ );
    $queue;
} 'Repairs', 'Damp and mould', 'Lettings', 'Neighbourhood', 'Income';

# No letters about made-up history: each would be a transaction more.
my $dbh     = $RT::Handle->dbh;
my $letters = $dbh->selectcol_arrayref('SELECT id FROM Scrips WHERE Disabled = 0');
$dbh->do('UPDATE Scrips SET Disabled = 1');

sub told {
    my ($text) = @_;
    return MIME::Entity->build( Type => 'text/plain', Charset => 'UTF-8', Data => [$text] );
}

sub ticket {
    my ($is_open) = @_;
    my $subject = any(@$texts);
    my $ticket  = RT::Ticket->new( RT::CurrentUser->new( any(@staff) ) );
    done 'Ticket', $ticket->Create(
        Queue     => any(@queues)->Id,
        Subject   => $subject,
        Owner     => any(@staff)->Id,
        Requestor => 'resident' . int( 1 + rand RESIDENTS ) . '@home.example',
        Priority  => int( 1 + rand 5 ),
        Status    => 'open',
        Due       => '2030-01-02 10:00:00',
        MIMEObj   => told($subject),
    );
    for my $number ( 1 .. ( $is_open ? 9 : 8 ) ) {
        my $way = $number % 2 ? 'Correspond' : 'Comment';
        done $way, $ticket->$way( MIMEObj => told( any(@$texts) ) );
    }
    done 'Status', $ticket->SetStatus('resolved') unless $is_open;
    return;
}

ticket(0) for 1 .. $closed;
ticket(1) for 1 .. $open;

$dbh->do( 'UPDATE Scrips SET Disabled = 0 WHERE id = ?', undef, $_ ) for @$letters;
