using VirshLite.Translator.CommandLine;
using VirshLite.Translator.Plan;

namespace VirshLite.Translator.QemuProcess;

/// <summary>-S and the master key secret (core-arguments.md 4).</summary>
internal static class MasterKeyArguments
{
    public static void Add(CommandLineBuilder builder)
    {
        builder.Add("-S");
        string file = builder.Context.Paths.MasterKeyFile;
        builder.Plan.Files.Add(new PlannedFile(file, PlannedFileKind.Content, FileModes.OwnerFile) { Content = builder.Context.Host.MasterKey });
        builder.AddObject(CommandLineBuilder.Object("secret", "masterKey0").Add("format", "raw").Add("file", file));
    }
}
