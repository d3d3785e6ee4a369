using VirshLite.DomainParser.Model;
using VirshLite.Translator.CommandLine;

namespace VirshLite.Translator.GuestFirmware;

/// <summary>-bios or secure pflash (core-arguments.md 5).</summary>
internal static class LoaderArguments
{
    public static void Add(CommandLineBuilder builder)
    {
        switch (builder.Domain.Os.Loader)
        {
            case { Type: LoaderType.Rom, Path: { } path }:
                builder.Add("-bios", path);
                break;
            case { Type: LoaderType.Pflash, Secure: true }:
                builder.Add("-global", "driver=cfi.pflash01,property=secure,value=on");
                break;
        }
    }
}
