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
        command.SetAction(parse =>
        {
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
    }
}
