namespace VirshLite.Translator.CommandLine;

/// <summary>-uuid, -smbios, -fw_cfg, vmgenid (items 18-19).</summary>
internal static class SmbiosArguments
{
    public static void Add(CommandLineBuilder builder)
    {
    }
}
