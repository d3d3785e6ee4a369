using VirshLite.DomainParser.Model;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.Devices.Rngs;

/// <summary>The source of random bytes: /dev/random where a random backend names none (completion.md 6.5).</summary>
internal sealed class RngPass : ICompletionPass
{
    public void Run(TranslationContext context)
    {
        foreach (Rng rng in context.Domain.Rngs)
        {
            if (rng.Backend == RngBackend.Random)
            {
                rng.File ??= "/dev/random";
            }
        }
    }
}
