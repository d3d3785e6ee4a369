using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.DomainParser.Documents;
using VirshLite.DomainParser.Model;
using VirshLite.Runner.State;

namespace VirshLite.Cli.Verbs;

/// <summary><c>backup-begin GUEST [BACKUPXML] [CHECKPOINTXML]</c>.</summary>
internal static class BackupBeginVerb
{
    public static Command Build(Io io)
    {
        var command = new VerbCommand("backup-begin", "begin a backup of a running guest's disks")
        {
            Examples =
            [
                ("backup-begin server", "every disk into a file beside it"),
                ("backup-begin server pull.xml point.xml", "served by NBD until domjobabort, with a checkpoint for the next one"),
            ],
        };
        GuestArgument guest = GuestArgument.AddTo(command, io);
        var backup = new Argument<string?>("BACKUPXML")
        {
            Description = "the file with the backup's XML (default: push everything)",
            Arity = ArgumentArity.ZeroOrOne
        };
        var checkpoint = new Argument<string?>("CHECKPOINTXML")
        {
            Description = "the file with a checkpoint that begins at the same moment",
            Arity = ArgumentArity.ZeroOrOne
        };
        var backupOption = new Option<string?>("--backupxml") { Description = "the same as an option", Hidden = true };
        var checkpointOption = new Option<string?>("--checkpointxml") { Description = "the same as an option", HelpName = "FILE" };
        var reuse = new Option<bool>("--reuse-external") { Description = "the files are there already" };
        command.Arguments.Add(backup);
        command.Arguments.Add(checkpoint);
        foreach (Option option in (Option[])[backupOption, checkpointOption, reuse])
        {
            command.Options.Add(option);
        }

        command.SetAction(parse =>
        {
            DomainBackup? what = (parse.GetValue(backup) ?? parse.GetValue(backupOption)) is { } file ? BackupReader.Read(VirshFailure.ReadFile(file)) : null;
            DomainCheckpoint? point = (parse.GetValue(checkpoint) ?? parse.GetValue(checkpointOption)) is { } xml
                ? CheckpointReader.Read(VirshFailure.ReadFile(xml), redefine: false) : null;
            Failure.OfChange(null, () => new GuestBackups(new Host(parse, io).State).Begin(guest.Of(parse), what, point, parse.GetValue(reuse)));
            Confirmation.Say(io, parse, "Backup started");
        });
        return command;
    }
}
