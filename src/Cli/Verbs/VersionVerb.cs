using System.CommandLine;
using VirshLite.Cli.Output;

namespace VirshLite.Cli.Verbs;

/// <summary><c>version</c>: this program and the libvirt whose rules it follows.</summary>
internal static class VersionVerb
{
    public static Command Build(Io io)
    {
        var command = new VerbCommand("version", "show this program's version and whose rules it follows")
        {
            Examples = [("version", ""), ("version --output json", "for a program")],
        };
        var daemon = new Option<bool>("--daemon") { Description = "for virsh's sake: there is none, this program's stands for it" };
        command.Options.Add(daemon);
        command.SetAction(parse =>
        {
            if (io.IsVirsh)
            {
                AsVirsh(new Host(parse, io), parse);
                return;
            }

            string rules = new Host(parse, io).Settings.Rules.Version.ToString();
            if (GlobalOptions.IsJson(parse))
            {
                JsonText.Write(io, new VersionAnswer(ProductVersion.Text, rules, Environment.Version.ToString()), AnswerJson.Default.VersionAnswer);
                return;
            }

            io.Out.WriteLine($"virshlite {ProductVersion.Text}");
            io.Out.WriteLine($"Following the rules of: libvirt {rules}");
        });
        return command;

        // what programs read: libvirt's version is that of the rules
        void AsVirsh(Host host, ParseResult parse)
        {
            string rules = host.Settings.Rules.Version + ".0";
            io.Out.WriteLine($"Compiled against library: libvirt {rules}");
            io.Out.WriteLine($"Using library: libvirt {rules}");
            io.Out.WriteLine($"Using API: QEMU {rules}");
            io.Out.WriteLine($"Running hypervisor: QEMU {EmulatorChoice.Usual(host).VersionText}");
            if (parse.GetValue(daemon))
            {
                io.Out.WriteLine($"Running against daemon: {rules}");
            }

            Confirmation.End(io, parse);
        }
    }
}
