using VirshLite.Translator.Capabilities;
using VirshLite.Translator.CommandLine;
using VirshLite.Translator.Plan;

namespace VirshLite.Translator.QemuProcess;

/// <summary>-run-with and -msg (core-arguments.md 15).</summary>
internal static class TailArguments
{
    public static void Add(CommandLineBuilder builder)
    {
        if (builder.Domain.Features.AsyncTeardown is { } teardown && builder.Capabilities.Has(Flags.RunWithAsyncTeardown))
        {
            builder.Add("-run-with", new OptionText().Add("async-teardown", teardown));
        }

        if (builder.Context.Settings.LogTimestamp)
        {
            builder.Add("-msg", "timestamp=on");
        }
    }
}
