using System.CommandLine;
using System.Globalization;
using VirshLite.Cli.Output;
using VirshLite.Runner.State;

namespace VirshLite.Cli.Verbs;

/// <summary><c>upgrade-qemu GUEST</c>: a running guest into a freshly started QEMU.</summary>
internal static class UpgradeQemuVerb
{
    public static Command Build(Io io)
    {
        var command = new VerbCommand("upgrade-qemu", "move a running guest into a freshly started QEMU on this host, after an upgrade of the package")
        {
            Examples = [("upgrade-qemu server", "it stands still for a moment, which is measured")],
        };
        GuestArgument guest = GuestArgument.AddTo(command, io);
        var options = new StateOptions();
        command.Options.Add(options.BypassCache);
        command.SetAction(parse =>
        {
            string name = guest.Of(parse);
            var host = new Host(parse, io);
            TimeSpan pause = VirshWords.Or($"Failed to upgrade QEMU of domain '{name}'", () =>
                new QemuUpgrade(host.State).Run(name, options.Save(parse, host, io, "raw"), options.Restore(parse, host, io)));
            Confirmation.Say(io, parse, string.Create(CultureInfo.InvariantCulture,
                $"Domain '{name}' runs in a new QEMU; it stood still for {pause.TotalMilliseconds:0} ms"));
        });
        return command;
    }
}
