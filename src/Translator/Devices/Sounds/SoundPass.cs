using VirshLite.DomainParser.Model;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.Devices.Sounds;

/// <summary>The number of streams of virtio sound cards (completion.md 6.5).</summary>
internal sealed class SoundPass : ICompletionPass
{
    private const uint DefaultStreams = 2;

    public void Run(TranslationContext context)
    {
        foreach (Sound sound in context.Domain.Sounds)
        {
            if (sound.Model == SoundModel.Virtio)
            {
                sound.Streams ??= DefaultStreams;
            }
        }
    }
}
