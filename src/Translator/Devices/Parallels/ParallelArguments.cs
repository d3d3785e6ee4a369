using VirshLite.Translator.CommandLine;
using VirshLite.Translator.Devices.CharacterDevices;
using VirshLite.Translator.Plan;
using Parallel = VirshLite.DomainParser.Model.Parallel;

namespace VirshLite.Translator.Devices.Parallels;

/// <summary>Parallel ports (devices.md 3.2).</summary>
internal static class ParallelArguments
{
    public static void Add(CommandLineBuilder builder)
    {
        foreach (Parallel parallel in builder.Domain.Parallels)
        {
            string chardev = ChardevArguments.Add(builder, parallel.Source, parallel);
            builder.AddDevice(new PropertyBag().Add("driver", "isa-parallel").Add("chardev", chardev).Add("id", parallel.Alias));
        }
    }
}
