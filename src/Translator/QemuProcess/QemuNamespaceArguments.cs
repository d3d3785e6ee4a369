using VirshLite.DomainParser.Model;
using VirshLite.Translator.CommandLine;

namespace VirshLite.Translator.QemuProcess;

/// <summary>The user's own arguments and environment (devices.md 10.2), each word as it is.</summary>
internal static class QemuNamespaceArguments
{
    public static void Add(CommandLineBuilder builder)
    {
        if (builder.Domain.QemuNamespace is not { } user)
        {
            return;
        }

        foreach ((string name, string? value) in user.Environment)
        {
            builder.Plan.SetEnvironment(name, value ?? "");
        }

        foreach (string argument in user.Arguments)
        {
            builder.Add(argument);
        }
    }
}
