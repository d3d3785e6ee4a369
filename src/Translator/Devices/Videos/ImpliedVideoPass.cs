using VirshLite.DomainParser.Model;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.Devices.Videos;

/// <summary>A guest with graphics has a video device, and the first one is the primary one (completion.md 5.4, 6.8).</summary>
internal sealed class ImpliedVideoPass : ICompletionPass
{
    public void Run(TranslationContext context)
    {
        Domain domain = context.Domain;
        if (domain.Graphics.Count > 0 && domain.Videos.Count == 0)
        {
            domain.Videos.Add(new Video());
        }

        if (domain.Videos.Count > 0)
        {
            domain.Videos[0].Primary = true;
            VideoPass.Complete(domain.Videos[0], context);
        }
    }
}
