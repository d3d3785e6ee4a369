using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.Runner;
using VirshLite.Runner.State;

namespace VirshLite.Cli.Arguments;

/// <summary>Options of <c>migrate</c> that say which way memory and disks take, and who may read them there (guest-state.md 6.1).</summary>
internal sealed class MigrationRouteOptions
{
    private readonly Option<string?> uri = new("--migrateuri")
    {
        Description = "memory and disks go straight to a port of the other host instead of through ssh",
        HelpName = "tcp:HOST[:PORT]"
    };

    private readonly Argument<string?> uriArgument = new("MIGRATEURI") { Description = "the same as --migrateuri", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string?> listen = new("--listen-address") { Description = "where the guest listens there", HelpName = "ADDRESS" };
    private readonly Option<int?> disksPort = new("--disks-port") { Description = "the port for its disks", HelpName = "PORT" };
    private readonly Option<string?> disksUri = new("--disks-uri") { Description = "where its disks go", HelpName = "tcp://HOST[:PORT]" };
    private readonly Option<bool> tunnelled = new("--tunnelled") { Description = "through ssh, as without --migrateuri" };
    private readonly Option<bool> tls = new("--tls") { Description = "the two QEMUs encrypt, with certificates (migrate_tls_x509_cert_dir)" };
    private readonly Option<string?> tlsName = new("--tls-destination") { Description = "the name in the other host's certificate", HelpName = "NAME" };

    public IEnumerable<Option> All => [uri, listen, disksPort, disksUri, tunnelled, tls, tlsName];

    /// <summary>virsh takes the address as a third word too.</summary>
    public Argument Uri => uriArgument;

    public bool Tls(ParseResult parse) => parse.GetValue(tls);

    public string? TlsName(ParseResult parse) => parse.GetValue(tlsName);

    /// <summary>null: through ssh.</summary>
    public DirectMigration? Of(ParseResult parse)
    {
        var direct = DirectMigration.Of(
            parse.GetValue(uri) ?? parse.GetValue(uriArgument), parse.GetValue(listen), parse.GetValue(disksPort), parse.GetValue(disksUri));
        if (direct is not null && parse.GetValue(tunnelled))
        {
            throw new GuestException("argument unsupported: migration URI is not supported by tunnelled migration");
        }

        if (parse.GetValue(tlsName) is not null && !parse.GetValue(tls))
        {
            throw new UsageException("--tls-destination needs --tls");
        }

        return direct;
    }
}
