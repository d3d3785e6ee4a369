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
        var tuning = new MigrationTuningOptions();
        var bandwidth = new Option<long?>("--bandwidth") { Description = "at most that many MiB a second", HelpName = "N" };
        var timeout = new Option<int>("--timeout") { Description = "stop the guest after that many seconds, so that its memory can follow", HelpName = "S" };
        var timeoutSuspend = new Option<bool>("--timeout-suspend") { Description = "that is what --timeout does", Hidden = true };
        var timeoutPostcopy = new Option<bool>("--timeout-postcopy") { Description = "with --timeout and --postcopy: go over then, instead of stopping" };
        var afterPrecopy = new Option<bool>("--postcopy-after-precopy") { Description = "with --postcopy: go over once all memory has been sent once" };
        var offline = new Option<bool>("--offline") { Description = "the guest is off: only its definition goes (with --persistent)" };
        var persistentXml = new Option<string?>("--persistent-xml") { Description = "define it there as in this file", HelpName = "FILE" };
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
        var detectZeroes = new Option<string?>("--migrate-disks-detect-zeroes") { Description = "disks whose zeroes become holes there", HelpName = "vda,vdb" };
        var route = new MigrationRouteOptions();
        var abort = new Option<bool>("--abort-on-error") { Description = "give it up where the guest can no longer write" };
        Option<bool>[] always = [Hidden("--p2p"), Hidden("--change-protection")];
        Option<bool>[] unsupported = [Hidden("--direct"), Hidden("--rdma-pin-all"), Hidden("--postcopy-resume")];
        var graphics = new Option<string?>("--graphicsuri") { Description = "for virsh's sake", Hidden = true };
        foreach (Option option in (Option[])[live, persistent, undefine, suspend, copyAll, copyInc, disks, synchronous, bandwidth, timeout, timeoutSuspend,
            timeoutPostcopy, afterPrecopy, offline, persistentXml, unsafeOption, verbose, xml, dname, remote, detectZeroes, abort, graphics, .. route.All,
            .. tuning.All, .. always, .. unsupported])
        {
            command.Options.Add(option);
        }

        command.Arguments.Add(route.Uri);
        command.SetAction(parse =>
        {
            string name = guest.Of(parse);
            Refuse(unsupported.FirstOrDefault(parse.GetValue) ?? (parse.GetValue(graphics) is null ? null : (Option)graphics));
            VirshWords.Exclusive(parse, (copyAll, copyInc));
            if ((parse.GetValue(timeoutSuspend) || parse.GetValue(timeoutPostcopy)) && parse.GetResult(timeout) is null)
            {
                throw new UsageException("migrate: Unexpected --timeout-* option without --timeout");
            }

            VirshWords.Exclusive(parse, (timeoutSuspend, timeoutPostcopy));
            if ((parse.GetValue(timeoutPostcopy) || parse.GetValue(afterPrecopy)) && !tuning.IsPostCopy(parse))
            {
                throw new UsageException($"{(parse.GetValue(afterPrecopy) ? afterPrecopy : timeoutPostcopy).Name} needs --postcopy");
            }

            var host = new Host(parse, io);
            Domain? definition = parse.GetValue(xml) is { } file
                ? DomainFile.Read(file, io, parse.GetValue(GlobalOptions.IgnoreUnknown), host.Settings.Rules) : null;
            using var progress = new ProgressLine(io, "Migration");
            Failure.OfChange(null, () => new GuestMigrating(host.State).Migrate(name, new MigrateOptions
            {
                Destination = MigrationDestination.Parse(parse.GetValue(destination)!, parse.GetValue(remote)!, host.IsSession),
                Live = parse.GetValue(live),
                Persistent = parse.GetValue(persistent),
                UndefinesSource = parse.GetValue(undefine),
                Suspends = parse.GetValue(suspend),
                Copy = parse.GetValue(copyAll) ? StorageCopy.All : parse.GetValue(copyInc) ? StorageCopy.Incremental : StorageCopy.None,
                Disks = parse.GetValue(disks)?.Split(',', StringSplitOptions.RemoveEmptyEntries) ?? [],
                SynchronousWrites = parse.GetValue(synchronous),
                ZeroDetectingDisks = parse.GetValue(detectZeroes)?.Split(',', StringSplitOptions.RemoveEmptyEntries) ?? [],
                Direct = route.Of(parse),
                Tls = route.Tls(parse),
                TlsName = route.TlsName(parse),
                AbortsOnError = parse.GetValue(abort),
                Tuning = tuning.Of(parse),
                Bandwidth = parse.GetValue(bandwidth),
                Offline = parse.GetValue(offline),
                PersistentDefinition = parse.GetValue(persistentXml) is { } other ? DomainFile.ReadText(other) : null,
                TimeoutSwitches = parse.GetValue(timeoutPostcopy),
                SwitchesAfterFirstPass = parse.GetValue(afterPrecopy),
                Timeout = parse.GetResult(timeout) is null ? null : TimeSpan.FromSeconds(parse.GetValue(timeout)),
                Unsafe = parse.GetValue(unsafeOption),
                NewName = parse.GetValue(dname),
                Definition = definition,
                Complete = host.CompleteExisting,
                Progress = parse.GetValue(verbose) ? progress.Show : null,
            }));
        });
        return command;
    }

    /// <summary>What virsh's users write for a daemon that this way does not have.</summary>
    private static Option<bool> Hidden(string name) => new(name) { Description = "for virsh's sake", Hidden = true };

    /// <exception cref="GuestException">It was given, and means something that there is not.</exception>
    private static void Refuse(Option? unsupported)
    {
        if (unsupported is not null)
        {
            throw new GuestException($"unsupported configuration: {unsupported.Name} is not supported");
        }
    }
}
