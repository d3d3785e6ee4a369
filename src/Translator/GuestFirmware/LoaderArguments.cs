using VirshLite.DomainParser.Model;
using VirshLite.Translator.CommandLine;
using VirshLite.Translator.Context;
using VirshLite.Translator.Plan;

namespace VirshLite.Translator.GuestFirmware;

/// <summary>-bios or secure pflash (core-arguments.md 5).</summary>
internal static class LoaderArguments
{
    /// <summary>Variables that QEMU itself keeps for the firmware (versions.md 2).</summary>
    private static void AddVarstore(CommandLineBuilder builder)
    {
        if (builder.Domain.Os.Varstore is not { Path: { } path } store)
        {
            return;
        }

        builder.AddDevice(new PropertyBag().Add("driver", builder.Domain.IsX86() ? "uefi-vars-x64" : "uefi-vars-sysbus").Add("jsonfile", path));
        builder.Plan.Files.Add(new PlannedFile(path, PlannedFileKind.NvramFromTemplate, FileModes.OwnerFile) { Template = store.Template });
    }

    public static void Add(CommandLineBuilder builder)
    {
        switch (builder.Domain.Os.Loader)
        {
            case { Type: LoaderType.Rom, Path: { } path }:
                builder.Add("-bios", path);
                AddVarstore(builder);
                break;
            case { Type: LoaderType.Pflash, Secure: true }:
                builder.Add("-global", "driver=cfi.pflash01,property=secure,value=on");
                break;
        }
    }
}
