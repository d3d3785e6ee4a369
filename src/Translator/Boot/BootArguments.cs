using VirshLite.DomainParser.Model;
using VirshLite.Translator.CommandLine;
using VirshLite.Translator.Plan;

namespace VirshLite.Translator.Boot;

/// <summary>-boot, -kernel and their kin (core-arguments.md 13). Boot devices never stand here; they are boot indexes of devices.</summary>
internal static class BootArguments
{
    public static void Add(CommandLineBuilder builder)
    {
        Os os = builder.Domain.Os;
        var option = new OptionText().Add("menu", os.BootMenu).Add("reboot-timeout", os.BiosRebootTimeout);
        option.Add("splash-time", os.BootMenu == true ? os.BootMenuTimeout : null).Add("strict", "on");
        builder.Add("-boot", option);
        Word(builder, "-kernel", os.Kernel);
        Word(builder, "-initrd", os.Initrd);
        Word(builder, "-append", os.Cmdline);
        Word(builder, "-shim", os.Shim);
        Word(builder, "-dtb", os.Dtb);
        foreach (AcpiTable table in os.AcpiTables)
        {
            string? signature = table.Type switch
            {
                AcpiTableType.Slic => "SLIC",
                AcpiTableType.Msdm => "MSDM",
                _ => null,
            };
            builder.Add("-acpitable", new OptionText().Add("sig", signature).Escaped("file", table.Path));
        }
    }

    private static void Word(CommandLineBuilder builder, string option, string? value)
    {
        if (value is not null)
        {
            builder.Add(option, value);
        }
    }
}
