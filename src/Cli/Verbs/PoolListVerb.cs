using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.Runner.Storage;

namespace VirshLite.Cli.Verbs;

/// <summary><c>pool-list</c>: the storage pools of this host.</summary>
internal static class PoolListVerb
{
    public static Command Build(Io io)
    {
        var all = new Option<bool>("--all") { Description = "inactive ones as well" };
        var inactive = new Option<bool>("--inactive") { Description = "inactive ones only" };
        var autostart = new Option<bool>("--autostart") { Description = "only those that come up with the host" };
        var noAutostart = new Option<bool>("--no-autostart") { Description = "only those that do not" };
        var transient = new Option<bool>("--transient") { Description = "only those without a definition" };
        var persistent = new Option<bool>("--persistent") { Description = "only those with one" };
        var types = new Option<string?>("--type") { Description = "of these types only: dir,netfs …", HelpName = "TYPE[,TYPE]" };
        var details = new Option<bool>("--details") { Description = "with their sizes" };
        var name = new Option<bool>("--name") { Description = "names only" };
        var uuid = new Option<bool>("--uuid") { Description = "UUIDs only" };
        var command = new VerbCommand("pool-list", "list storage pools")
        {
            Examples = [("pool-list --all", "")],
        };
        foreach (Option option in (Option[])[all, inactive, autostart, noAutostart, transient, persistent, types, details, name, uuid])
        {
            command.Options.Add(option);
        }

        command.SetAction(parse =>
        {
            string[]? wanted = parse.GetValue(types)?.Split(',');
            if (wanted?.FirstOrDefault(t => !StoragePools.Types.Contains(t)) is { } unknown)
            {
                throw new UsageException($"Invalid pool type '{unknown}'");
            }

            bool onlyInactive = parse.GetValue(inactive);
            IEnumerable<PoolRecord> pools = new Host(parse, io).Pools.All().Where(p => parse.GetValue(all) || p.IsActive != onlyInactive);
            pools = pools.Where(p => (!parse.GetValue(autostart) || p.Autostart) && (!parse.GetValue(noAutostart) || !p.Autostart)
                && (parse.GetValue(transient) == parse.GetValue(persistent) || p.IsPersistent == parse.GetValue(persistent))
                && wanted?.Contains(p.Type) != false);
            if (parse.GetValue(name) || parse.GetValue(uuid))
            {
                Confirmation.List(io, parse, pools.Select(p => parse.GetValue(name) ? p.Name : p.Uuid?.ToString() ?? ""));
            }
            else
            {
                bool more = parse.GetValue(details);
                var table = more ? new TextTable("Name", "State", "Autostart", "Persistent", "Capacity", "Allocation", "Available")
                    : new TextTable("Name", "State", "Autostart");
                foreach (PoolRecord pool in pools)
                {
                    string state = pool.IsActive ? (more ? "running" : "active") : "inactive";
                    string[] sizes = pool.Space is { } space
                        ? [ByteText.Of((ulong)space.Capacity), ByteText.Of((ulong)(space.Capacity - space.Available)), ByteText.Of((ulong)space.Available)]
                        : ["-", "-", "-"];
                    string[] rest = more ? [NetListVerb.YesNo(pool.IsPersistent), .. sizes] : [];
                    table.Add([pool.Name, state, NetListVerb.YesNo(pool.Autostart), .. rest]);
                }

                Confirmation.Show(io, parse, table);
            }
        });
        return command;
    }
}
