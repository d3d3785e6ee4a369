using System.CommandLine;
using VirshLite.Runner.Definitions;
using VirshLite.Runner.Guests;

namespace VirshLite.Cli.Verbs;

/// <summary>
/// Which guests <c>list</c> shows: active ones, inactive ones or both, and of those the ones that pass every group of filters of which any is named; within a
/// group one is enough (host-takeover.md 7.2).
/// </summary>
internal sealed class ListFilters
{
    private readonly Option<bool> inactive = new("--inactive") { Description = "only those that do not run" };
    private readonly Option<bool> all = new("--all") { Description = "those that run and those that do not" };
    private readonly Option<bool> shutOff = new("--state-shutoff") { Description = "only those in state shut off" };
    private readonly Filter[][] groups;

    public ListFilters() => groups =
    [
        Pair("transient", "not defined: gone when they end", "persistent", "defined", (g, _) => !g.IsPersistent),
        Pair("with-snapshot", "with snapshots", "without-snapshot", "without snapshots", (g, host) => host.KnownGuests.KeptOf(g).SnapshotCount > 0),
        Pair("with-checkpoint", "with checkpoints", "without-checkpoint", "without checkpoints", (g, host) => host.KnownGuests.KeptOf(g).CheckpointCount > 0),
        [
            new(new("--state-running") { Description = "only those in state running" }, (g, _) => g.State == GuestState.Running),
            new(new("--state-paused") { Description = "only those in state paused" }, (g, _) => g.State == GuestState.Paused),
            new(shutOff, (g, _) => g.State == GuestState.ShutOff),
            new(new("--state-other") { Description = "only those in other states" }, (g, _) =>
                g.State is not (GuestState.Running or GuestState.Paused or GuestState.ShutOff)),
        ],
        Pair("autostart", "that start with the host", "no-autostart", "that do not", (g, _) => g.Definition is { Autostart: true }),
        Pair("with-managed-save", "with a managed save", "without-managed-save", "without one", (g, host) => host.KnownGuests.KeptOf(g).HasManagedSave),
    ];

    public void AddTo(Command command)
    {
        command.Options.Add(inactive);
        command.Options.Add(all);
        foreach (Filter filter in groups.SelectMany(g => g))
        {
            command.Options.Add(filter.Option);
        }
    }

    public IReadOnlyList<KnownGuest> Apply(ParseResult parse, Host host)
    {
        bool both = parse.GetValue(all);
        bool off = parse.GetValue(inactive) || parse.GetValue(shutOff);
        Filter[][] asked = [.. groups.Select(g => g.Where(f => parse.GetValue(f.Option)).ToArray()).Where(g => g.Length > 0)];
        if (!both && !off && asked.Length == 0)
        {
            // the usual case looks at no definition
            return [.. host.Guests.List().Select(r => new KnownGuest(r.Name, r.Uuid, r, null))];
        }

        return [.. host.KnownGuests.All(active: both || !off, inactive: both || off).Where(g => asked.All(group => group.Any(f => f.Passes(g, host))))];
    }

    private static Filter[] Pair(string yes, string yesMeans, string no, string noMeans, Func<KnownGuest, Host, bool> is_) =>
    [
        new(new("--" + yes) { Description = "only those " + yesMeans }, is_),
        new(new("--" + no) { Description = "only those " + noMeans }, (g, host) => !is_(g, host)),
    ];

    private sealed record Filter(Option<bool> Option, Func<KnownGuest, Host, bool> Passes);
}
