using System.CommandLine;
using System.Globalization;
using VirshLite.Cli.Output;
using VirshLite.DomainParser;

namespace VirshLite.Cli.Verbs.Nodes;

/// <summary><c>maxvcpus</c>: how many vCPUs a guest can have.</summary>
internal static class MaxvcpusVerb
{
    public static Command Build(Io io)
    {
        var type = new Argument<string?>("TYPE") { Description = "kvm or qemu", Arity = ArgumentArity.ZeroOrOne };
        var typeOption = new Option<string?>("--type") { Description = "the same as an option", Hidden = true };
        var command = new VerbCommand("maxvcpus", "show how many vCPUs a guest can have") { Examples = [("maxvcpus", ""), ("maxvcpus kvm", "")] };
        command.Arguments.Add(type);
        command.Options.Add(typeOption);
        command.SetAction(parse =>
        {
            string? wanted = parse.GetValue(type) ?? parse.GetValue(typeOption);
            if (wanted is not (null or "kvm" or "qemu"))
            {
                throw new DomainException($"unknown type '{wanted}'", default, RefusalKind.Argument);
            }

            Confirmation.Value(io, parse, "vcpus", Most.ToString(CultureInfo.InvariantCulture));
        });
        return command;
    }

    /// <summary>What libvirt says for either accelerator of a PC (measured: 11.3).</summary>
    private const int Most = 255;
}
