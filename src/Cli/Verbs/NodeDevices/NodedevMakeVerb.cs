using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.Runner.NodeDevices;

namespace VirshLite.Cli.Verbs.NodeDevices;

/// <summary>What <c>nodedev-create</c> and <c>nodedev-define</c> have in common: a mediated device out of a file (measured.md 9).</summary>
internal static class NodedevMakeVerb
{
    /// <param name="io">Where it prints.</param>
    /// <param name="command">The verb.</param>
    /// <param name="make">Does it, and gives the device's name.</param>
    /// <param name="done">What is said then, of the device's name and the file's.</param>
    /// <param name="failure">virsh's first line where it fails, of the file's name.</param>
    public static Command Build(Io io, VerbCommand command, Func<MediatedRequest, string> make, Func<string, string, string> done, Func<string, string> failure)
    {
        FileArgument file = FileArgument.AddTo(command, "XML of the device; - is standard input");
        command.Options.Add(new Option<bool>("--validate") { Description = "for virsh's sake", Hidden = true });
        command.SetAction(parse =>
        {
            string name = file.Of(parse);
            string text = VirshFailure.ReadFile(name);
            Confirmation.Say(io, parse, done(Failure.OfChange(failure(name), () => make(MediatedRequest.Read(text))), name));
        });
        return command;
    }
}
