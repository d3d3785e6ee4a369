namespace VirshLite.Translator.Context;

/// <summary>
/// One small step that fills in what the XML leaves out, or refuses what cannot be. A pass reads and changes the context's domain and knows nothing of the
/// others; their order stands in <see cref="CompletionPasses"/>.
/// </summary>
internal interface ICompletionPass
{
    void Run(TranslationContext context);
}
