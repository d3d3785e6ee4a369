using System.Globalization;
using VirshLite.DomainParser;
using VirshLite.Translator.CommandLine;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.QemuProcess;

/// <summary>-incoming (core-arguments.md 15): the URI as it is, a stream on a descriptor where it says "stdio".</summary>
internal static class IncomingArguments
{
    public static void Add(CommandLineBuilder builder)
    {
        TranslationOptions options = builder.Context.Options;
        if (options.IncomingUri is not { } uri)
        {
            return;
        }

        if (uri == "stdio")
        {
            int fd = options.IncomingFd ?? throw DomainException.Internal("an incoming migration over 'stdio' needs its descriptor");
            uri = "fd:" + fd.ToString(CultureInfo.InvariantCulture);
        }

        builder.Add("-incoming", uri);
    }
}
