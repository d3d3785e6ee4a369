using VirshLite.DomainParser.Model;
using VirshLite.Translator.CommandLine;
using VirshLite.Translator.Devices.CharacterDevices;
using VirshLite.Translator.Plan;

namespace VirshLite.Translator.Devices.Rngs;

/// <summary>Random number generators (devices.md 8.2).</summary>
internal static class RngArguments
{
    private const uint DefaultPeriodMilliseconds = 1000;

    public static void Add(CommandLineBuilder builder)
    {
        foreach (Rng rng in builder.Domain.Rngs)
        {
            string id = "obj" + rng.Alias;
            AddBackend(builder, rng, id);
            PropertyBag bag = new PropertyBag().Add("driver", VirtioDriver.Name("virtio-rng", rng, builder.Context, rng.Model));
            VirtioDriver.AddOptions(bag, rng.Virtio).Add("rng", id).Add("id", rng.Alias);
            if (rng.RateBytes > 0)
            {
                bag.Add("max-bytes", rng.RateBytes).Add("period", rng.RatePeriodMilliseconds > 0 ? rng.RatePeriodMilliseconds : DefaultPeriodMilliseconds);
            }

            ZpciArguments.Add(builder, rng);
            builder.AddDevice(AddressProperties.Add(bag, rng, builder.Context));
        }
    }

    private static void AddBackend(CommandLineBuilder builder, Rng rng, string id)
    {
        switch (rng.Backend)
        {
            case RngBackend.Random:
                builder.Plan.Requirements.Add(new(rng.File!, $"random number generator {rng.Alias}"));
                builder.AddObject(CommandLineBuilder.Object("rng-random", id).Add("filename", rng.File));
                break;
            case RngBackend.Egd:
                string chardev = ChardevArguments.Add(builder, rng.EgdSource!, rng);
                builder.AddObject(CommandLineBuilder.Object("rng-egd", id).Add("chardev", chardev));
                break;
            default:
                builder.AddObject(CommandLineBuilder.Object("rng-builtin", id));
                break;
        }
    }
}
