using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.Cli.Hello;

namespace VirshLite.Cli.Verbs;

/// <summary><c>hello-image FILE</c>: writes the guest of examples/hello.xml.</summary>
internal static class HelloImageVerb
{
    public static Command Build(Io io)
    {
        var file = new Argument<string>("FILE") { Description = "the file to write, 512 bytes" };
        var command = new VerbCommand("hello-image", "write the tiny disk image that examples/hello.xml boots")
        {
            Examples = [("hello-image /var/tmp/hello.img", "a bootable disk of one sector")],
        };
        command.Arguments.Add(file);
        command.SetAction(parse => File.WriteAllBytes(parse.GetValue(file)!, HelloImage.Create()));
        return command;
    }
}
