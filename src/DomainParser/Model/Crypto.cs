namespace VirshLite.DomainParser.Model;

public sealed class Crypto : Device
{
}
