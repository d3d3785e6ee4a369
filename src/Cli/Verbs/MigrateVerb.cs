using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.DomainParser.Model;
using VirshLite.Runner;
using VirshLite.Runner.State;

namespace VirshLite.Cli.Verbs;

/// <summary><c>migrate GUEST DESTINATION</c>: a running guest to another host that has virshlite.</summary>
internal static class MigrateVerb
{
    public static Command Build(Io io)
    {
        var command = new VerbCommand("migrate", "move a running guest to another host")
        {
            Examples =
            [
                ("migrate --live server node2", "through ssh; both hosts see the same storage"),
                ("migrate --live server root@node2 --copy-storage-all --verbose", "its disks move too; those that are missing there are made"),
                ("migrate --live --persistent --undefinesource server ssh://node2/system", "it lives there from now on"),
            ],
        };
        GuestArgument guest = GuestArgument.AddTo(command, io);
        var destination = new Argument<string>("DESTINATION")
        {
            Description =
            "HOST, ssh://[USER@]HOST[:PORT][/session], or exec:COMMAND that is virshlite there"
        };
        command.Arguments.Add(destination);
        var live = new Option<bool>("--live") { Description = "the guest goes on meanwhile" };
        var persistent = new Option<bool>("--persistent") { Description = "define it there" };
        var undefine = new Option<bool>("--undefinesource") { Description = "undefine it here" };
        var suspend = new Option<bool>("--suspend") { Description = "leave it paused there" };
        var copyAll = new Option<bool>("--copy-storage-all") { Description = "copy its disks" };
        var copyInc = new Option<bool>("--copy-storage-inc") { Description = "copy the top images of its disks" };
        var disks = new Option<string?>("--migrate-disks") { Description = "which disks are copied", HelpName = "vda,vdb" };
        var synchronous = new Option<bool>("--copy-storage-synchronous-writes") { Description = "what the guest writes goes to both sides at once" };
        var autoConverge = new Option<bool>("--auto-converge") { Description = "slow the guest down where its memory changes too fast" };
        var compressed = new Option<bool>("--compressed") { Description = "send changed pages as differences" };
        var bandwidth = new Option<long>("--bandwidth") { Description = "at most that many MiB a second", HelpName = "N" };
        var timeout = new Option<int>("--timeout") { Description = "stop the guest after that many seconds, so that its memory can follow", HelpName = "S" };
        var timeoutSuspend = new Option<bool>("--timeout-suspend") { Description = "that is what --timeout does", Hidden = true };
        var unsafeOption = new Option<bool>("--unsafe") { Description = "do not ask whether the storage is shared" };
        var verbose = new Option<bool>("--verbose") { Description = "tell how far it is" };
        var xml = new Option<string?>("--xml") { Description = "run it with this definition there; what the guest sees must be the same", HelpName = "FILE" };
        var dname = new Option<string?>("--dname") { Description = "another name there", HelpName = "NAME" };
        var remote = new Option<string>("--remote")
        {
            Description = "what virshlite is called there, with options where there are any",
            HelpName = "COMMAND",
            DefaultValueFactory = _ => "virshlite"
        };
        var forVirsh = new Option<bool>("--p2p") { Description = "for virsh's sake", Hidden = true };
        var protection = new Option<bool>("--change-protection") { Description = "for virsh's sake", Hidden = true };
        var postcopy = new Option<bool>("--postcopy") { Description = "not supported", Hidden = true };
        var parallel = new Option<bool>("--parallel") { Description = "not supported", Hidden = true };
        var tls = new Option<bool>("--tls") { Description = "not supported: ssh encrypts", Hidden = true };
        foreach (Option option in (Option[])[live, persistent, undefine, suspend, copyAll, copyInc, disks, synchronous, autoConverge, compressed, bandwidth,
            timeout, timeoutSuspend,
            unsafeOption, verbose, xml, dname, remote, forVirsh, protection, postcopy, parallel, tls])
        {
            command.Options.Add(option);
        }

        command.SetAction(parse =>
        {
            string name = guest.Of(parse);
            foreach (Option<bool> missing in (Option<bool>[])[postcopy, parallel, tls])
            {
                if (parse.GetValue(missing))
                {
                    throw new GuestException(
                        $"unsupported configuration: {missing.Name} is not supported: a guest moves through one ssh connection, which encrypts");
                }
            }

            VirshWords.Exclusive(parse, (copyAll, copyInc));
            if (parse.GetValue(timeoutSuspend) && parse.GetResult(timeout) is null)
            {
                throw new UsageException("migrate: Unexpected --timeout-* option without --timeout");
            }

            var host = new Host(parse, io);
            Domain? definition = parse.GetValue(xml) is { } file
                ? DomainFile.Read(file, io, parse.GetValue(GlobalOptions.IgnoreUnknown), host.Settings.Rules) : null;
            using var progress = new ProgressLine(io, "Migration");
            new GuestMigrating(host.State).Migrate(name, new MigrateOptions
            {
                Destination = MigrationDestination.Parse(parse.GetValue(destination)!, parse.GetValue(remote)!, host.IsSession),
                Live = parse.GetValue(live),
                Persistent = parse.GetValue(persistent),
                UndefinesSource = parse.GetValue(undefine),
                Suspends = parse.GetValue(suspend),
                Copy = parse.GetValue(copyAll) ? StorageCopy.All : parse.GetValue(copyInc) ? StorageCopy.Incremental : StorageCopy.None,
                Disks = parse.GetValue(disks)?.Split(',', StringSplitOptions.RemoveEmptyEntries) ?? [],
                SynchronousWrites = parse.GetValue(synchronous),
                AutoConverge = parse.GetValue(autoConverge),
                Compressed = parse.GetValue(compressed),
                Bandwidth = parse.GetValue(bandwidth),
                Timeout = parse.GetResult(timeout) is null ? null : TimeSpan.FromSeconds(parse.GetValue(timeout)),
                Unsafe = parse.GetValue(unsafeOption),
                NewName = parse.GetValue(dname),
                Definition = definition,
                Complete = host.CompleteExisting,
                Progress = parse.GetValue(verbose) ? progress.Show : null,
            });
        });
        return command;
    }
}
