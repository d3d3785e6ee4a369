using VirshLite.DomainParser;
using VirshLite.Runner.Guests;
using VirshLite.Runner.Helpers;
using VirshLite.Runner.Native;
using VirshLite.Translator.State;

namespace VirshLite.Runner.State;

/// <summary>
/// The way that a guest's memory and disks take to the other host: through connections of the same kind as the conversation about it (ssh), or straight to
/// ports of the other host.
/// </summary>
internal sealed class MigrationRoute : IDisposable
{
    private readonly List<ConnectionRelay> relays = [];

    private MigrationRoute()
    {
    }

    public required MigrationAddress Memory { get; init; }

    public required MigrationAddress Storage { get; init; }

    /// <param name="ready">What the other side has said.</param>
    /// <param name="record">The guest.</param>
    /// <param name="options">Of the migration.</param>
    /// <param name="users">Who runs QEMU.</param>
    public static MigrationRoute Open(MigrationMessage ready, GuestRecord record, MigrateOptions options, PlanUsers users)
    {
        if (options.Direct is { } direct)
        {
            if (ready.Port is not { } port)
            {
                throw new GuestException("unsupported configuration: the other host's VirshLite opens no ports for guests");
            }

            string host = direct.Host ?? ready.Host ?? options.Destination.Host
                ?? throw new GuestException("invalid argument: an address of the other host is needed: --migrateuri tcp:HOST");
            return new MigrationRoute
            {
                Memory = MigrationAddress.OfPort(host, port),
                Storage = MigrationAddress.OfPort(direct.DisksHost ?? host, ready.DisksPort ?? 0),
            };
        }

        string there = options.NewName ?? record.Name;
        ConnectionRelay memory = Relay(MigrationSockets.Memory);
        ConnectionRelay storage;
        try
        {
            storage = Relay(MigrationSockets.Disks);
        }
        catch
        {
            memory.Dispose();
            throw;
        }

        var route = new MigrationRoute { Memory = MigrationAddress.OfSocket(memory.Path), Storage = MigrationAddress.OfSocket(storage.Path) };
        route.relays.AddRange([memory, storage]);
        return route;

        ConnectionRelay Relay(string socket) => new(
            $"{record.DomainDirectory}/{socket}", users.Qemu, (connection, error) => options.Destination.Start(connection, error, "migrate-connect", there, socket));
    }

    public void Dispose() => relays.ForEach(r => r.Dispose());
}
