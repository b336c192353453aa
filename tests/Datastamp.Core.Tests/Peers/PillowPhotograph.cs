using Datastamp.Geometry;

namespace Datastamp.Tests.Peers;

internal sealed record PillowPhotograph(ImageSize From, ImageSize To, int Channels, byte[] Samples, byte[] Resized);
